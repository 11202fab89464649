namespace Orchestrator;

/// <summary>
/// An element of a page that is displayed or used by fields, but has no answer. A property of such a type adds no key to the state, and
/// keeps the value that the form has set.
/// </summary>
public abstract class FormElement
{
    private protected FormElement() { }
}
