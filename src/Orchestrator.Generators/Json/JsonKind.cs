namespace Orchestrator.Generators.Json;

/// <summary>What a JSON value is, texts told apart by what is written in them. The names are published with chains.</summary>
internal enum JsonKind
{
    /// <summary>The type does not say: it has a converter of its own, is an interface, or anything else.</summary>
    Unknown,

    Text,
    Guid,
    Date,
    DateTime,
    Time,
    Duration,
    Number,
    Boolean,
    Array,
    Object,
}
