namespace Orchestrator;

/// <summary>
/// One page of an input form: a record whose properties are the fields. Field names on the wire are the snake_case property names;
/// validation attributes of System.ComponentModel.DataAnnotations are both published in the page's schema and checked. Properties of a
/// <see cref="FormElement"/> are what a page shows or knows and does not ask for.
/// </summary>
public abstract record FormPage
{
    /// <summary>The heading, where it is known only when the page is asked; null for what <c>[DisplayName]</c> says.</summary>
    protected internal virtual string? PageTitle => null;
}
