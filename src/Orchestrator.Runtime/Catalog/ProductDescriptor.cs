namespace Orchestrator.Catalog;

/// <summary>A product as the build registers it.</summary>
/// <param name="Type">The class that is its model.</param>
/// <param name="Name">The unique name.</param>
/// <param name="ProductType">The type that several products may share.</param>
/// <param name="Tag">A short group name.</param>
/// <param name="Description">A description in one sentence.</param>
/// <param name="FixedInputs">The fixed inputs' names and values.</param>
/// <param name="Blocks">The names of the root blocks.</param>
/// <param name="Create">Creates an empty model.</param>
public sealed record ProductDescriptor(
    Type Type,
    string Name,
    string ProductType,
    string Tag,
    string Description,
    IReadOnlyList<KeyValuePair<string, string>> FixedInputs,
    IReadOnlyList<string> Blocks,
    Func<SubscriptionModel> Create
);
