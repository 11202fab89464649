namespace Orchestrator;

/// <summary>A line between the fields of a page.</summary>
public sealed class FormDivider : FormElement;
