package dev.muninn.tracepoint.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Reports errors at the element that has them, and counts them. */
final class Problems {
  private final Messager messager;
  private int count;

  Problems(Messager messager) {
    this.messager = messager;
  }

  void report(Element element, String message) {
    count++;
    messager.printMessage(Diagnostic.Kind.ERROR, message, element);
  }

  int count() {
    return count;
  }
}
