using System.Collections;
using System.Runtime.CompilerServices;

namespace Orchestrator;

/// <summary>Something that can be chosen in a field.</summary>
/// <typeparam name="T">The type of the field, or of an item of it.</typeparam>
/// <param name="Value">What the field then is.</param>
/// <param name="Label">What the person who chooses sees.</param>
public sealed record FormChoice<T>(T Value, string Label)
    where T : notnull;

/// <summary>What can be chosen in the fields that are marked <see cref="ChooseFromAttribute"/>. The form makes it when it asks the
/// page.</summary>
/// <typeparam name="T">The type of the field, or of an item of it.</typeparam>
[CollectionBuilder(typeof(FormChoices), nameof(FormChoices.Create))]
public sealed class FormChoices<T> : FormElement, IReadOnlyList<FormChoice<T>>, IFormChoices
    where T : notnull
{
    private readonly FormChoice<T>[] _choices;

    internal FormChoices(FormChoice<T>[] choices) => _choices = choices;

    /// <inheritdoc/>
    public int Count => _choices.Length;

    Type IFormChoices.ValueType => typeof(T);

    IEnumerable<(object Value, string Label)> IFormChoices.All => _choices.Select(static choice => ((object)choice.Value, choice.Label));

    /// <inheritdoc/>
    public FormChoice<T> this[int index] => _choices[index];

    /// <summary>What the person who chooses sees.</summary>
    /// <param name="value">What was chosen.</param>
    /// <returns>The label.</returns>
    /// <exception cref="KeyNotFoundException">It cannot be chosen.</exception>
    public string LabelOf(T value) =>
        _choices.FirstOrDefault(choice => EqualityComparer<T>.Default.Equals(choice.Value, value))?.Label
        ?? throw new KeyNotFoundException($"'{value}' is not among the choices.");

    /// <inheritdoc/>
    public IEnumerator<FormChoice<T>> GetEnumerator() => ((IEnumerable<FormChoice<T>>)_choices).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes choices.</summary>
public static class FormChoices
{
    /// <summary>Makes choices of what there is.</summary>
    /// <typeparam name="TSource">What there is.</typeparam>
    /// <typeparam name="T">The type of the field.</typeparam>
    /// <param name="source">What there is, in the order in which it is shown.</param>
    /// <param name="value">What the field is when it is chosen.</param>
    /// <param name="label">What the person who chooses sees.</param>
    /// <returns>The choices.</returns>
    public static FormChoices<T> Of<TSource, T>(IEnumerable<TSource> source, Func<TSource, T> value, Func<TSource, string> label)
        where T : notnull => new([.. source.Select(item => new FormChoice<T>(value(item), label(item)))]);

    /// <summary>Makes choices; a collection expression calls it.</summary>
    /// <typeparam name="T">The type of the field.</typeparam>
    /// <param name="choices">The choices, in the order in which they are shown.</param>
    /// <returns>The choices.</returns>
    public static FormChoices<T> Create<T>(ReadOnlySpan<FormChoice<T>> choices)
        where T : notnull => new(choices.ToArray());
}

/// <summary>Choices of whatever type.</summary>
internal interface IFormChoices
{
    Type ValueType { get; }

    IEnumerable<(object Value, string Label)> All { get; }
}
