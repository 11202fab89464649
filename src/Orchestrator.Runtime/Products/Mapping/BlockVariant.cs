using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>One of the classes of which a member can contain a block.</summary>
/// <typeparam name="T">The common type of the classes.</typeparam>
/// <param name="name">The name of the class's block, by which a stored block is recognised.</param>
/// <param name="create">Creates an empty block.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockVariant<T>(string name, Func<T> create)
    where T : ProductBlock
{
    internal string Name { get; } = name;

    internal Func<T> Create { get; } = create;
}
