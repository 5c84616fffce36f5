package org.imprimatur.badcycle.one;

import org.imprimatur.badcycle.two.Two;

/** Bad on purpose: a package that needs a package that needs it. */
public record One(Two two) {}
