package org.imprimatur.badclass;

import com.fasterxml.jackson.databind.JsonNode;

/** Bad on purpose: Jackson outside the event codec. */
public record JacksonUser(JsonNode node) {}
