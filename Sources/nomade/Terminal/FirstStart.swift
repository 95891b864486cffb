/// What the first start prints, and nothing else: the address and the next three commands.
///
/// There is no default account: the first administrator comes in by the one-time link of `nomade people issue`, once the
/// feed that names them was taken in (S-35).
enum FirstStart {
    static func words(origin: String, config: String) -> String {
        """
        \(origin)/
        Nobody lives here yet. In another terminal:
          nomade people import FEED.csv --config \(config)    bring the agents in
          nomade people issue NUMBER --config \(config)       print the one-time link of the first administrator
          nomade doctor --config \(config)                    see that every layer is well
        """
    }
}
