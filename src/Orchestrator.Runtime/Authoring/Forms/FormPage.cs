namespace Orchestrator;

/// <summary>
/// One page of an input form: a record whose properties are the fields. Field names on the wire are the snake_case property names;
/// validation attributes of System.ComponentModel.DataAnnotations are both published in the page's schema and checked. Properties whose
/// type derives from <see cref="FormElement"/> are displayed or used by fields, but have no answer.
/// </summary>
public abstract record FormPage
{
    /// <summary>The heading, if it is known only when the page is shown; null for the value of <c>[DisplayName]</c>.</summary>
    protected internal virtual string? PageTitle => null;
}
