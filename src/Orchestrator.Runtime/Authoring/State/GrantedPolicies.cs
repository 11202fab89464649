using System.Collections.Frozen;
using System.Text.Json;

namespace Orchestrator;

/// <summary>The names of policies that a user satisfied at some time, as they are stored.</summary>
internal sealed class GrantedPolicies
{
    private readonly FrozenSet<string> _names;

    internal GrantedPolicies(IEnumerable<string> names) => _names = names.ToFrozenSet(StringComparer.Ordinal);

    internal bool Contains(string policy) => _names.Contains(policy);

    /// <summary>What is stored; null for none.</summary>
    internal string? ToText() => _names.Count == 0 ? null : JsonSerializer.Serialize(_names.Order(StringComparer.Ordinal));

    /// <summary>Reads what is stored. What cannot be read grants nothing.</summary>
    internal static GrantedPolicies? Parse(string? text)
    {
        try
        {
            return text is null ? null : new(JsonSerializer.Deserialize<string[]>(text) ?? []);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
