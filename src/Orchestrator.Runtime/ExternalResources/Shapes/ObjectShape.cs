using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>An object, member by member.</summary>
/// <param name="describe">Names its members. It is asked on first use, because types may hold each other.</param>
/// <param name="take">Copies the values that the external system assigns from the actual object; null if it assigns none.</param>
internal sealed class ObjectShape<T>(Action<StateMembers<T>> describe, Func<T, T, T>? take) : StateShape<T>
{
    private readonly Lazy<ImmutableArray<StateMember<T>>> _members = new(() => StateMembers<T>.Collect(describe));

    [return: NotNullIfNotNull(nameof(desired))]
    public override T? Take(T? desired, T? actual) => take is null || desired is null || actual is null ? desired : take(desired, actual);

    internal override void Compare(T? desired, T? actual, Differences differences)
    {
        if (CompareNull(desired, actual, differences))
        {
            return;
        }

        foreach (var member in _members.Value)
        {
            var since = differences.Count;
            member.Compare(desired!, actual!, differences);
            differences.PrefixMember(since, member.Name);
        }
    }

    internal override JsonNode? Show(T? value)
    {
        if (value is null)
        {
            return null;
        }

        var shown = new JsonObject();
        foreach (var member in _members.Value)
        {
            shown[member.Name] = member.Show(value);
        }

        return shown;
    }

    internal override bool AreEqual(T? left, T? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        foreach (var member in _members.Value)
        {
            if (!member.AreEqual(left, right))
            {
                return false;
            }
        }

        return true;
    }

    internal override int Hash(T? value)
    {
        var hash = new HashCode();
        if (value is not null)
        {
            foreach (var member in _members.Value)
            {
                hash.Add(member.Hash(value));
            }
        }

        return hash.ToHashCode();
    }

    internal override byte[] Hash(T? value, StateHasher hasher) =>
        value is null ? hasher.OfNothing() : hasher.OfList(_members.Value.Select(member => member.Hash(value, hasher)));
}
