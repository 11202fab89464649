namespace Orchestrator;

/// <summary>
/// Says of which classes a member of a product or block may hold a block. The member's own type is what they have in common:
/// <see cref="ProductBlock"/>, or a class of yours between it and them.
/// </summary>
/// <param name="blocks">The classes, each marked <see cref="ProductBlockAttribute"/>; two at least.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params Type[] blocks) : Attribute
{
    /// <summary>The classes.</summary>
    public IReadOnlyList<Type> Blocks { get; } = blocks;
}
