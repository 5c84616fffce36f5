package org.imprimatur.aws;

/**
 * One table.
 *
 * @param name its name in the account
 * @param key the attribute that is its key, a String
 */
record Table(String name, String key) {}
