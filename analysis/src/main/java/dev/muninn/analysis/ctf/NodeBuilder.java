package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.Location;
import dev.muninn.analysis.ctf.metadata.Location.Origin;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types to nodes, for the scopes of one stream class. Locations of tags and lengths become
 * registers: those with an origin are looked up in the scope it names, others in the structs
 * around.
 */
final class NodeBuilder {
  /** Most nodes of one trace. */
  static final int MAX_NODES = 1 << 20;

  /** A struct while its members are being built. */
  private static final class Frame {
    final CtfType.Struct struct;
    final @Nullable Node[] nodes;

    Frame(CtfType.Struct struct, @Nullable Node[] nodes) {
      this.struct = struct;
      this.nodes = nodes;
    }
  }

  /** Nodes a trace may still have; shared by its stream classes. */
  static final class Budget {
    private int left = MAX_NODES;

    private void take() throws MetadataException {
      if (left-- <= 0) {
        throw new MetadataException("types too large: max=" + MAX_NODES);
      }
    }
  }

  private final Budget budget;
  private final Map<Origin, Node.Struct> scopes = new EnumMap<>(Origin.class);
  private final List<Frame> frames = new ArrayList<>();
  private final Map<List<Node.Whole>, Integer> registers = new HashMap<>();
  private int registerCount;
  private Origin current = Origin.PACKET_HEADER;

  NodeBuilder(Budget budget) {
    this.budget = budget;
  }

  /** Registers used so far. */
  int registers() {
    return registerCount;
  }

  /** Builds a scope's struct, or none. It replaces what the last event had there. */
  Node.@Nullable Struct scope(Origin origin, CtfType.@Nullable Struct struct)
      throws MetadataException {
    frames.clear();
    scopes.remove(origin);
    current = origin;
    if (struct == null) {
      return null;
    }
    Node.Struct built = struct(struct);
    scopes.put(origin, built);
    return built;
  }

  private Node.Struct struct(CtfType.Struct struct) throws MetadataException {
    budget.take();
    Node[] nodes = new Node[struct.members().size()];
    frames.add(new Frame(struct, nodes));
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(struct.members().get(i).type());
    }
    frames.removeLast();
    return new Node.Struct(struct, nodes);
  }

  private Node node(CtfType type) throws MetadataException {
    budget.take();
    return switch (type) {
      case CtfType.Int integer -> new Node.Whole(integer, integer);
      case CtfType.Enumeration enumeration -> new Node.Whole(enumeration, enumeration.container());
      case CtfType.Bool bool -> new Node.Whole(bool, bool.container());
      case CtfType.BitMap map -> new Node.Whole(map, map.container());
      case CtfType.Real real -> new Node.Real(real);
      case CtfType.Text text -> new Node.Text(text);
      case CtfType.Struct struct -> struct(struct);
      case CtfType.Variant variant -> variant(variant);
      case CtfType.Optional optional -> optional(optional);
      case CtfType.Array array ->
          new Node.Elements(array, node(array.element()), array.length(), -1);
      case CtfType.Sequence sequence -> {
        int register = register(find(sequence.length()));
        yield new Node.Elements(sequence, node(sequence.element()), 0, register);
      }
    };
  }

  private Node variant(CtfType.Variant variant) throws MetadataException {
    List<Node.Whole> tags = find(variant.tag());
    List<Ranges.Numbered> ranges = new ArrayList<>();
    boolean signed = signed(tags, variant.tag());
    if (variant.ranges().isEmpty()) {
      if (!(tags.getFirst().type instanceof CtfType.Enumeration tag)) {
        throw new MetadataException("variant whose tag is no enum: tag=" + variant.tag());
      }
      for (CtfType.Range range : tag.ranges()) {
        add(ranges, range, optionOf(variant, range.label()));
      }
    } else {
      for (int i = 0; i < variant.ranges().size(); i++) {
        for (CtfType.Span span : variant.ranges().get(i)) {
          add(ranges, span.range("", signed), i);
        }
      }
    }
    int register = register(tags);
    Node[] options = new Node[variant.options().size()];
    for (int i = 0; i < options.length; i++) {
      options[i] = node(variant.options().get(i).type());
    }
    return new Node.Variant(variant, new Ranges(signed, ranges), register, options);
  }

  private static void add(List<Ranges.Numbered> ranges, CtfType.@Nullable Range range, int option) {
    if (range != null && option >= 0) {
      ranges.add(new Ranges.Numbered(range, option));
    }
  }

  /** The option of a label. A tracer may have put an underscore before an option's name. */
  private static int optionOf(CtfType.Variant variant, String label) {
    for (int i = 0; i < variant.options().size(); i++) {
      String name = variant.options().get(i).name();
      if (name.equals(label) || name.equals("_" + label)) {
        return i;
      }
    }
    return -1;
  }

  private Node optional(CtfType.Optional optional) throws MetadataException {
    List<Node.Whole> selectors = find(optional.selector());
    boolean signed = signed(selectors, optional.selector());
    List<Ranges.Numbered> ranges = new ArrayList<>();
    if (selectors.getFirst().type instanceof CtfType.Bool) {
      add(ranges, new CtfType.Range("", 1, -1), 0);
    } else if (optional.ranges().isEmpty()) {
      throw new MetadataException(
          "optional without ranges of its selector: selector=" + optional.selector());
    }
    for (CtfType.Span span : optional.ranges()) {
      add(ranges, span.range("", signed), 0);
    }
    int register = register(selectors);
    return new Node.Optional(optional, new Ranges(signed, ranges), register, node(optional.type()));
  }

  /** The sign that all candidates have. */
  private static boolean signed(List<Node.Whole> wholes, Location location)
      throws MetadataException {
    boolean signed = wholes.getFirst().integer.signed();
    for (Node.Whole whole : wholes) {
      if (whole.integer.signed() != signed) {
        throw new MetadataException("tags of different signs: path=" + location);
      }
    }
    return signed;
  }

  /** The register of a value that is in one of several places. */
  int register(List<Node.Whole> wholes) {
    wholes.forEach(whole -> whole.wanted++);
    return registers.computeIfAbsent(
        wholes,
        places -> {
          places.forEach(whole -> whole.feed(registerCount));
          return registerCount++;
        });
  }

  private List<Node.Whole> find(Location location) throws MetadataException {
    List<Node.Whole> found = new ArrayList<>();
    Origin origin = location.origin();
    if (origin != null) {
      Node.Struct scope = scopes.get(origin);
      if (scope != null) {
        descend(scope, location.path(), 0, found);
      } else if (origin == current) {
        inFrame(0, location.path(), 0, found);
      }
    } else {
      int frame = frames.size() - 1 - location.parents();
      if (frame >= 0) {
        inFrame(frame, location.path(), 0, found);
      }
      while (location.outward() && found.isEmpty() && --frame >= 0) {
        inFrame(frame, location.path(), 0, found);
      }
    }
    if (found.isEmpty()) {
      throw new MetadataException("no such integer: path=" + location);
    }
    return found;
  }

  /** Looks in a struct that is being built: what comes later is not known when this is decoded. */
  private void inFrame(int index, List<String> path, int step, List<Node.Whole> found) {
    Frame frame = frames.get(index);
    for (int i = 0; i < frame.nodes.length; i++) {
      Node node = frame.nodes[i];
      boolean named = frame.struct.members().get(i).name().equals(path.get(step));
      if (node == null) {
        // The member being built: the path goes on in the struct within it.
        if (named && step + 1 < path.size() && index + 1 < frames.size()) {
          inFrame(index + 1, path, step + 1, found);
        }
        return;
      }
      if (named) {
        descend(node, path, step + 1, found);
        return;
      }
    }
  }

  /** Looks in a node that is built; of a variant in all options. */
  private static void descend(Node node, List<String> path, int step, List<Node.Whole> found) {
    switch (node) {
      case Node.Whole whole when step == path.size() -> found.add(whole);
      case Node.Struct struct when step < path.size() -> {
        for (int i = 0; i < struct.nodes.length; i++) {
          if (struct.members.get(i).name().equals(path.get(step))) {
            descend(struct.nodes[i], path, step + 1, found);
            return;
          }
        }
      }
      case Node.Variant variant -> {
        for (Node option : variant.options) {
          descend(option, path, step, found);
        }
      }
      case Node.Optional optional -> descend(optional.value, path, step, found);
      default -> {}
    }
  }
}
