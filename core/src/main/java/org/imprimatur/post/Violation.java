package org.imprimatur.post;

/**
 * What is wrong with one field of a submission, said to the person who typed it.
 *
 * @param field the field's name in forms and in the API
 * @param message a sentence that says what to do
 */
public record Violation(String field, String message) {}
