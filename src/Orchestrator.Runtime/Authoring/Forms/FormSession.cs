namespace Orchestrator;

/// <summary>
/// Shows the pages of a form and returns their answers. A form is replayed from the start with all pages posted so far, so it must not have
/// side effects.
/// </summary>
public abstract class FormSession
{
    private protected FormSession() { }

    /// <summary>Shows a page whose <c>required</c> fields are initially empty, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskAsync<TPage>()
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, null, IsLast: false));

    /// <summary>Shows a page and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">
    /// The page to show. Its values are the initial values of the fields, and the values of fields that are neither <c>required</c> nor
    /// answered.
    /// </param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskAsync<TPage>(TPage page)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(NotNull(page), null, IsLast: false));

    /// <summary>Shows a page on which only some fields are filled, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="fill">Fills the empty page: <c>page => page with { … }</c>. Other fields are initially empty.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskAsync<TPage>(Func<TPage, TPage> fill)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, NotNull(fill), IsLast: false));

    /// <summary>
    /// Shows the last page of the form, like <see cref="AskAsync{TPage}()"/>: clients indicate that its answer starts the process.
    /// </summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskLastAsync<TPage>()
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, null, IsLast: true));

    /// <summary>
    /// Shows the last page of the form, like <see cref="AskAsync{TPage}(TPage)"/>: clients indicate that its answer starts the process.
    /// </summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">The page to show.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskLastAsync<TPage>(TPage page)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(NotNull(page), null, IsLast: true));

    /// <summary>
    /// Shows the last page of the form, like <see cref="AskAsync{TPage}(Func{TPage, TPage})"/>: clients indicate that its answer starts the
    /// process.
    /// </summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="fill">Fills the empty page.</param>
    /// <returns>The validated answer.</returns>
    /// <exception cref="FormException">
    /// The page has not been answered yet, or the answer is not valid. Do not catch this exception: the engine handles it.
    /// </exception>
    public ValueTask<TPage> AskLastAsync<TPage>(Func<TPage, TPage> fill)
        where TPage : FormPage => AskAsync(new FormQuestion<TPage>(null, NotNull(fill), IsLast: true));

    /// <summary>Rejects the last answer, with a message for a field.</summary>
    /// <param name="field">The property name of the field, usually <c>nameof(page.Field)</c>; null for the page as a whole.</param>
    /// <param name="message">The problem and how to correct it.</param>
    /// <returns>The exception to throw: <c>throw form.Invalid(...)</c>.</returns>
    public abstract FormException Invalid(string? field, string message);

    /// <summary>Shows a page, and waits for its answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="question">The page and how the form fills it.</param>
    /// <returns>The validated answer.</returns>
    internal abstract ValueTask<TPage> AskAsync<TPage>(FormQuestion<TPage> question)
        where TPage : FormPage;

    private static T NotNull<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
