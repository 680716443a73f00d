"""What stands in the papers that a family or a service keeps, and the templates they fill."""
