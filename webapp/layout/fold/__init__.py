"""A finished wide drawing cut into rows of bands."""
