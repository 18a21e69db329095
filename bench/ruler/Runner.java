import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** event-ruler behind the same commands, one per line, as bench/languages/index-program.ts. */
public final class Runner {
  private static final int CLOCK_EVERY = 16;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Machine machine = new Machine();
  private List<String> texts = List.of();
  private List<JsonNode> objects = List.of();
  private long matches = 0;

  public static void main(String[] args) throws Exception {
    Runner runner = new Runner();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(runner.answer(line.split(" ")));
    }
  }

  private String answer(String[] command) throws Exception {
    switch (command[0]) {
      case "load":
        return load(Path.of(command[1]), Path.of(command[2]));
      case "sets":
        return sets();
      case "time":
        return time(command[1], Long.parseLong(command[2]));
      default:
        throw new IllegalArgumentException(command[0]);
    }
  }

  private String load(Path rules, Path events) throws IOException {
    List<String> patterns = Files.readAllLines(rules);
    texts = Files.readAllLines(events);
    objects = new ArrayList<>();
    for (String text : texts) {
      objects.add(MAPPER.readTree(text));
    }
    long start = System.nanoTime();
    machine = new Machine();
    for (int i = 0; i < patterns.size(); i++) {
      machine.addRule(Integer.toString(i), patterns.get(i));
    }
    return Double.toString((System.nanoTime() - start) / 1e6);
  }

  /** The rules that each event matches, as text and as a tree. */
  private String sets() throws Exception {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < texts.size(); i++) {
      String matched = sorted(machine.rulesForJSONEvent(texts.get(i)));
      if (!matched.equals(sorted(machine.rulesForJSONEvent(objects.get(i))))) {
        throw new IllegalStateException("text and tree differ for event " + i);
      }
      out.append(i == 0 ? "" : ",").append(matched);
    }
    return out.append("]").toString();
  }

  private static String sorted(List<String> names) {
    return names.stream().map(Integer::valueOf).sorted().toList().toString().replace(" ", "");
  }

  /** Nanoseconds of processor time, all threads, per event, over as many events as fit into the time. */
  private String time(String form, long milliseconds) throws Exception {
    boolean isText = form.equals("text");
    long cpu = SYSTEM.getProcessCpuTime();
    long end = System.nanoTime() + milliseconds * 1_000_000;
    long events = 0;
    for (int next = 0; System.nanoTime() < end; ) {
      for (int i = 0; i < CLOCK_EVERY; i++) {
        List<String> rules =
            isText ? machine.rulesForJSONEvent(texts.get(next)) : machine.rulesForJSONEvent(objects.get(next));
        matches += rules.size();
        next = next + 1 == texts.size() ? 0 : next + 1;
      }
      events += CLOCK_EVERY;
    }
    return Double.toString((double) (SYSTEM.getProcessCpuTime() - cpu) / events);
  }
}
