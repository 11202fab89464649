using System.Collections;
using System.Runtime.CompilerServices;

namespace Orchestrator;

/// <summary>A choice of a field.</summary>
/// <typeparam name="T">The type of the field, or of the items of a list.</typeparam>
/// <param name="Value">The value of the choice.</param>
/// <param name="Label">The text that is shown to the user.</param>
public sealed record FormChoice<T>(T Value, string Label)
    where T : notnull;

/// <summary>
/// The choices of the fields that are marked <see cref="ChooseFromAttribute"/>. The form creates it when it shows the page.
/// </summary>
/// <typeparam name="T">The type of the field, or of the items of a list.</typeparam>
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

    /// <summary>The text that is shown to the user.</summary>
    /// <param name="value">The chosen value.</param>
    /// <returns>The label.</returns>
    /// <exception cref="KeyNotFoundException">The value is not one of the choices.</exception>
    public string LabelOf(T value) =>
        _choices.FirstOrDefault(choice => EqualityComparer<T>.Default.Equals(choice.Value, value))?.Label
        ?? throw new KeyNotFoundException(
            $"'{value}' is not among the choices. "
                + NameSuggestion.Suggest($"{value}", _choices.Select(static choice => $"{choice.Value}"), "Choices")
        );

    /// <inheritdoc/>
    public IEnumerator<FormChoice<T>> GetEnumerator() => ((IEnumerable<FormChoice<T>>)_choices).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates choices.</summary>
public static class FormChoices
{
    /// <summary>Creates choices from a list of items.</summary>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <typeparam name="T">The type of the field.</typeparam>
    /// <param name="source">The items, in the order in which they are shown.</param>
    /// <param name="value">Returns the value of the field for an item.</param>
    /// <param name="label">The text that is shown to the user.</param>
    /// <returns>The choices.</returns>
    public static FormChoices<T> Of<TSource, T>(IEnumerable<TSource> source, Func<TSource, T> value, Func<TSource, string> label)
        where T : notnull => new([.. source.Select(item => new FormChoice<T>(value(item), label(item)))]);

    /// <summary>Creates choices. Collection expressions call it.</summary>
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
