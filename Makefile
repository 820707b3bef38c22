# The same verbs as dev.py, by habit.
.PHONY: setup run test check bench
setup run test check bench:
	python3 dev.py $@
