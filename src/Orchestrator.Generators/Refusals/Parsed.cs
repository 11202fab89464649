using System.Collections.Immutable;

namespace Orchestrator.Generators.Refusals;

/// <summary>What a parser has read: a value, or every reason why there is none. Neither says that there was nothing to read.</summary>
/// <remarks>A refusal holds symbols, so it never enters a model: the generator drops it, and an analyzer, which parses again, reports
/// it.</remarks>
internal readonly struct Parsed<T>
    where T : class
{
    private readonly ImmutableArray<Refusal> _refusals;

    private Parsed(T? value, ImmutableArray<Refusal> refusals)
    {
        Value = value;
        _refusals = refusals;
    }

    /// <summary>Neither a value nor a refusal.</summary>
    public static Parsed<T> Nothing => default;

    /// <summary>What was read; null when it was refused or there was nothing.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value.</summary>
    public ImmutableArray<Refusal> Refusals => _refusals.IsDefault ? [] : _refusals;

    public static implicit operator Parsed<T>(T value) => new(value, default);

    public static implicit operator Parsed<T>(Refusal refusal) => new(null, [refusal]);

    public static implicit operator Parsed<T>(ImmutableArray<Refusal> refusals) => new(null, refusals);
}
