using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>One of the classes of which a member can contain a block.</summary>
/// <typeparam name="T">The common type of the classes.</typeparam>
/// <param name="Name">The name of the class's block, by which a stored block is recognised.</param>
/// <param name="Create">Creates an empty block.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BlockVariant<T>(string Name, Func<T> Create)
    where T : ProductBlock;
