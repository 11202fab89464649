using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A nullable struct with members.</summary>
internal sealed class OptionalShape<T>(StateShape<T> shape) : StateShape<T?>
    where T : struct
{
    [return: NotNullIfNotNull(nameof(desired))]
    public override T? Take(T? desired, T? actual) =>
        desired is { } wanted && actual is { } present ? shape.Take(wanted, present) : desired;

    internal override void Compare(T? desired, T? actual, Differences differences)
    {
        if (!CompareNull(desired, actual, differences))
        {
            shape.Compare(desired!.Value, actual!.Value, differences);
        }
    }

    internal override JsonNode? Show(T? value) => value is { } present ? shape.Show(present) : null;

    internal override bool AreEqual(T? left, T? right) =>
        left is { } one && right is { } other ? shape.AreEqual(one, other) : left.HasValue == right.HasValue;

    internal override int Hash(T? value) => value is { } present ? shape.Hash(present) : 0;

    internal override byte[] Hash(T? value, StateHasher hasher) => value is { } present ? shape.Hash(present, hasher) : hasher.OfNothing();
}
