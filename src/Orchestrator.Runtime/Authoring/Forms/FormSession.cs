namespace Orchestrator;

/// <summary>
/// Asks the pages of a form. A form is replayed from its start with all the pages posted so far, so it must have no side effects.
/// </summary>
public abstract class FormSession
{
    /// <summary>Asks a page and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">The page as it is shown: its values are what the fields are filled with, and what counts for a field that is
    /// neither <c>required</c> nor answered.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public abstract ValueTask<TPage> AskAsync<TPage>(TPage page)
        where TPage : FormPage;

    /// <summary>Asks a page whose <c>required</c> fields start empty, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public abstract ValueTask<TPage> AskAsync<TPage>()
        where TPage : FormPage;

    /// <summary>Refuses the answer just given, with a message at a field.</summary>
    /// <param name="field">The property name of the field, usually <c>nameof(page.Field)</c>; null for the page as a whole.</param>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <returns>The exception to throw: <c>throw form.Invalid(...)</c>.</returns>
    public abstract FormException Invalid(string? field, string message);
}
