namespace Orchestrator;

/// <summary>
/// Asks the pages of a form. A form is replayed from its start with all the pages posted so far, so it must have no side effects.
/// </summary>
public abstract class FormSession
{
    /// <summary>Asks a page whose <c>required</c> fields start empty, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskAsync<TPage>()
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, null, IsLast: false));

    /// <summary>Asks a page and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">The page as it is shown: its values are what the fields are filled with, and what counts for a field that is
    /// neither <c>required</c> nor answered.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskAsync<TPage>(TPage page)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(NotNull(page), null, IsLast: false));

    /// <summary>Asks a page of which only some fields are filled, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="fill">Fills the empty page: <c>page => page with { … }</c>. The fields that it leaves alone start empty.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskAsync<TPage>(Func<TPage, TPage> fill)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, NotNull(fill), IsLast: false));

    /// <summary>
    /// Asks the last page of the form, as <see cref="AskAsync{TPage}()"/>: clients show that the answer starts the process.
    /// </summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskLastAsync<TPage>()
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, null, IsLast: true));

    /// <summary>Asks the last page of the form, as <see cref="AskAsync{TPage}(TPage)"/>: clients show that the answer starts the
    /// process.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">The page as it is shown.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskLastAsync<TPage>(TPage page)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(NotNull(page), null, IsLast: true));

    /// <summary>Asks the last page of the form, as <see cref="AskAsync{TPage}(Func{TPage, TPage})"/>: clients show that the answer starts
    /// the process.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="fill">Fills the empty page.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">There is no answer to this page yet, or it is not valid. Let it pass: the caller of the form needs
    /// it.</exception>
    public ValueTask<TPage> AskLastAsync<TPage>(Func<TPage, TPage> fill)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, NotNull(fill), IsLast: true));

    /// <summary>Refuses the answer just given, with a message at a field.</summary>
    /// <param name="field">The property name of the field, usually <c>nameof(page.Field)</c>; null for the page as a whole.</param>
    /// <param name="message">The problem, and what to do about it.</param>
    /// <returns>The exception to throw: <c>throw form.Invalid(...)</c>.</returns>
    public abstract FormException Invalid(string? field, string message);

    /// <summary>Asks a page in whatever way it is filled, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="question">The page and how it is filled.</param>
    /// <returns>The validated answer.</returns>
    protected abstract ValueTask<TPage> AskAsync<TPage>(FormQuestion<TPage> question)
        where TPage : FormPage;

    private static T NotNull<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
