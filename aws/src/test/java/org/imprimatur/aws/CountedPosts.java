package org.imprimatur.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Step;

/** Counts the changes that a stream has to tell of. */
record CountedPosts(Posts posts, AtomicInteger changes) implements Posts {
  @Override
  public CompletableFuture<Addition> addAsync(Post post) {
    return posts
        .addAsync(post)
        .whenComplete((answer, failure) -> count(answer instanceof Addition.Added));
  }

  @Override
  public <R> Optional<R> update(PostId id, Instant now, Function<Post, Step<R>> act) {
    AtomicBoolean leaves = new AtomicBoolean();
    Optional<R> answer =
        posts.update(
            id,
            now,
            post -> {
              Step<R> step = act.apply(post);
              leaves.set(step.leaves().isPresent());
              return step;
            });
    count(answer.isPresent() && leaves.get());
    return answer;
  }

  @Override
  public void remove(PostId id) {
    posts.remove(id);
  }

  private void count(boolean written) {
    changes.addAndGet(written ? 1 : 0);
  }

  @Override
  public Optional<Post> find(PostId id, Instant now) {
    return posts.find(id, now);
  }

  @Override
  public Page<PublicPost> published(PageRequest page, Instant now) {
    return posts.published(page, now);
  }

  @Override
  public Page<Post> byAuthor(String authorId, PageRequest page, Instant now) {
    return posts.byAuthor(authorId, page, now);
  }

  @Override
  public Page<Post> waiting(PageRequest page, Instant now) {
    return posts.waiting(page, now);
  }

  @Override
  public List<Post> due(Instant now, int limit) {
    return posts.due(now, limit);
  }
}
