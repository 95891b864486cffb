import ArgumentParser

/// What every command takes that works on a city.
struct CityOptions: ParsableArguments {
    @Option(name: .long, help: "The city file.")
    var config = "nomade.yaml"

    @Flag(name: .long, help: "One JSON document on stdout.")
    var json = false
}
