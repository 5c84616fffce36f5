package org.imprimatur.bench;

import java.nio.file.Path;

/**
 * Where measurements find what they need.
 *
 * @param data a folder for their files
 * @param app the packaged application
 * @param plan how long they may take
 */
record Place(Path data, Path app, Plan plan) {}
