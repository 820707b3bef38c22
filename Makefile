# The same verbs as dev.py, by habit.
.PHONY: setup run test check bench firefox
setup run test check bench firefox:
	python3 dev.py $@
