namespace Orchestrator;

/// <summary>
/// One page of an input form: a record whose properties are the fields. Field names on the wire are the snake_case property names;
/// validation attributes of System.ComponentModel.DataAnnotations are both published in the page's schema and checked.
/// </summary>
public abstract record FormPage;
