package org.imprimatur;

import java.util.Optional;
import org.imprimatur.account.Removals;
import org.imprimatur.archive.Archive;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.event.EventBus;
import org.imprimatur.mail.Recipients;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Search;

/**
 * What a runtime provides to the core.
 *
 * @param posts the posts on the board
 * @param archive the posts that left it
 * @param trail who did what to them
 * @param notices what their authors are told
 * @param removals who leaves the board
 * @param recipients who has mail of it
 * @param bus where events are published
 * @param search finds posts by their words, where the runtime can
 */
public record Ports(
    Posts posts,
    Archive archive,
    AuditTrail trail,
    Notices notices,
    Removals removals,
    Recipients recipients,
    EventBus bus,
    Optional<Search> search) {}
