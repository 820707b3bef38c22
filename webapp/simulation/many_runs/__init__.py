"""Many runs of a diagram: see the README. It loads NumPy."""
