import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Prints one line per module from JaCoCo's CSV report; run as a source file by the testkit's build. */
final class Coverage {
    public static void main(String[] args) throws IOException {
        Path csv = Path.of(args[0]);
        if (!Files.exists(csv)) {
            System.out.println("Coverage: no test has run");
            return;
        }
        Map<String, int[]> modules = new TreeMap<>();
        // GROUP,PACKAGE,CLASS, then missed and covered of INSTRUCTION, BRANCH, LINE, COMPLEXITY, METHOD
        Files.readAllLines(csv).stream().skip(1).map(line -> line.split(",")).forEach(cells -> {
            String module = cells[0].substring(cells[0].lastIndexOf('/') + 1);
            int[] sums = modules.computeIfAbsent(module, name -> new int[4]);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Integer.parseInt(cells[5 + i]);
            }
        });
        modules.forEach((module, sums) -> System.out.printf(
                "Coverage: %-20s lines %s, branches %s%n",
                module, share(sums[3], sums[2]), share(sums[1], sums[0])));
    }

    private static String share(int covered, int missed) {
        int all = covered + missed;
        return all == 0 ? "none" : "%.1f %% (%d of %d)".formatted(100.0 * covered / all, covered, all);
    }
}
