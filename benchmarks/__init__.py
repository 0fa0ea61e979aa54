"""What is measured, and the graphs it is measured on."""
