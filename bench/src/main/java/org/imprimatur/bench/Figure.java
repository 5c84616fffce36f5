package org.imprimatur.bench;

/**
 * One of the figures that come out of a trial each time.
 *
 * @param place which of them
 * @param name what it adds to the name of the trial, with what comes before it
 * @param unit its unit
 */
record Figure(int place, String name, String unit) {}
