package org.imprimatur.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.imprimatur.Announcements;
import org.imprimatur.Ports;
import org.imprimatur.account.Removals;
import org.imprimatur.archive.Archive;
import org.imprimatur.audit.AuditTrail;
import org.imprimatur.event.EventBus;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.mail.Mailer;
import org.imprimatur.mail.Recipients;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Search;
import org.jspecify.annotations.Nullable;

/**
 * Makes ports fail at named points: {@code before EventBus.publish}, {@code after Posts.decide} and
 * so on for every method of every port. A failure after a call is one whose outcome the caller does
 * not know.
 */
public final class Faults {
  private volatile Predicate<String> plan = point -> false;

  /** Fails wherever {@code plan} says so, from now on. */
  public void plan(Predicate<String> plan) {
    this.plan = plan;
  }

  /** Fails the next {@code times} times that this point is reached, and nowhere else. */
  public void fail(String point, int times) {
    AtomicInteger left = new AtomicInteger(times);
    plan = reached -> reached.equals(point) && left.getAndDecrement() > 0;
  }

  /** Fails nowhere any more. */
  public void none() {
    plan = point -> false;
  }

  /** These ports with failures. */
  Ports over(Ports ports) {
    return new Ports(
        over(Posts.class, ports.posts()),
        over(Archive.class, ports.archive()),
        over(AuditTrail.class, ports.trail()),
        over(Notices.class, ports.notices()),
        over(Removals.class, ports.removals()),
        over(Recipients.class, ports.recipients()),
        over(EventBus.class, ports.bus()),
        ports.search().map(search -> over(Search.class, search)));
  }

  /** These announcements with failures. */
  Announcements over(Announcements announcements) {
    return over(Announcements.class, announcements);
  }

  /** This mailer with failures; one that fails has not sent, or may have. */
  Mailer overMailer(Mailer mailer) {
    Mailer failing = over(Mailer.class, mailer);
    return mail -> {
      try {
        failing.send(mail);
      } catch (InjectedFault e) {
        throw new MailNotSent("an injected fault");
      }
    };
  }

  private <T> T over(Class<T> port, T target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(port, target, method, arguments)));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Who called the port gets it.
  private @Nullable Object call(
      Class<?> port, Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    String point = port.getSimpleName() + "." + method.getName();
    reach("before " + point);
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof CompletableFuture<?> answer) {
        return answer.whenComplete((given, failure) -> reach("after " + point));
      }
      reach("after " + point);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private void reach(String point) {
    if (plan.test(point)) {
      throw new InjectedFault(point);
    }
  }
}
