// Nothing: what `pulumi preview` costs before there is a program.
