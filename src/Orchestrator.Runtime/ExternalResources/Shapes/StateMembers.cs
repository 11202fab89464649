using System.Collections.Immutable;
using System.ComponentModel;

namespace Orchestrator.ExternalResources;

/// <summary>The compared members of a type. Emitted code names them.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateMembers<T>
{
    private readonly ImmutableArray<StateMember<T>>.Builder _members = ImmutableArray.CreateBuilder<StateMember<T>>();

    private StateMembers() { }

    /// <summary>Adds a member.</summary>
    /// <typeparam name="TValue">Its type.</typeparam>
    /// <param name="name">Its name in paths.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="shape">Compares its values.</param>
    public void Add<TValue>(string name, Func<T, TValue?> read, StateShape<TValue> shape) =>
        _members.Add(new StateMember<T, TValue>(name, read, shape));

    /// <summary>Adds a member whose values are compared as a whole and never shown.</summary>
    /// <typeparam name="TValue">Its type.</typeparam>
    /// <param name="name">Its name in paths.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="shape">Compares its values.</param>
    public void AddSensitive<TValue>(string name, Func<T, TValue?> read, StateShape<TValue> shape) =>
        Add(name, read, new SensitiveShape<TValue>(shape));

    internal static ImmutableArray<StateMember<T>> Collect(Action<StateMembers<T>> describe)
    {
        var members = new StateMembers<T>();
        describe(members);
        return members._members.ToImmutable();
    }
}
