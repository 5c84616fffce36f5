package org.imprimatur.badcycle.two;

import java.util.List;
import org.imprimatur.badcycle.one.One;

/** Bad on purpose: a package that needs a package that needs it. */
public record Two(List<One> ones, One first) {}
