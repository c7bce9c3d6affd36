import org.apache.camel.main.Main;

/**
 * Runs routes, Pipes and Kamelets without a gateway around them: the file or pattern of its first
 * argument, with the Kamelets of the directories in its second.
 */
public final class PlainCamel {

    private PlainCamel() {}

    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.component.kamelet.location", arguments[1]);
        main.configure().withRoutesIncludePattern("file:" + arguments[0]);
        main.run();
    }
}
