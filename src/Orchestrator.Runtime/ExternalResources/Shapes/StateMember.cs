using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A compared member of a type.</summary>
/// <param name="name">Its name in paths.</param>
internal abstract class StateMember<T>(string name)
{
    internal string Name { get; } = name;

    internal abstract void Compare(T desired, T actual, Differences differences);

    internal abstract JsonNode? Show(T owner);

    internal abstract bool AreEqual(T left, T right);

    internal abstract int Hash(T owner);

    internal abstract byte[] Hash(T owner, StateHasher hasher);
}

/// <summary>A compared member, read without reflection or boxing.</summary>
internal sealed class StateMember<T, TValue>(string name, Func<T, TValue?> read, StateShape<TValue> shape) : StateMember<T>(name)
{
    internal override void Compare(T desired, T actual, Differences differences) => shape.Compare(read(desired), read(actual), differences);

    internal override JsonNode? Show(T owner) => shape.Show(read(owner));

    internal override bool AreEqual(T left, T right) => shape.AreEqual(read(left), read(right));

    internal override int Hash(T owner) => shape.Hash(read(owner));

    internal override byte[] Hash(T owner, StateHasher hasher) => shape.Hash(read(owner), hasher);
}
