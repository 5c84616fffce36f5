package org.imprimatur.post;

import org.imprimatur.Board;

/** Bad on purpose: a concept that knows the assembly. */
public record KnowsTheBoard(Board board) {}
