"""The families of facts: one module each, with its rules and how their slots become facts."""
