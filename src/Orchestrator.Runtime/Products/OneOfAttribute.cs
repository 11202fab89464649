namespace Orchestrator;

/// <summary>
/// Specifies the classes of which a member of a product or block can contain a block. The type of the member is their common base class:
/// <see cref="ProductBlock"/>, or a class that derives from it.
/// </summary>
/// <param name="blocks">The classes, each marked <see cref="ProductBlockAttribute"/>; at least two.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params Type[] blocks) : Attribute
{
    /// <summary>The classes.</summary>
    public IReadOnlyList<Type> Blocks { get; } = blocks;
}
