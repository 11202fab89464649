namespace Orchestrator;

/// <summary>A page and how the form fills it.</summary>
/// <typeparam name="TPage">The page.</typeparam>
/// <param name="Page">The page with all its values; null if <paramref name="Fill"/> fills an empty page.</param>
/// <param name="Fill">Fills an empty page; null if the page remains empty, or if <paramref name="Page"/> is set.</param>
/// <param name="IsLast">True if this is the last page.</param>
internal sealed record FormQuestion<TPage>(TPage? Page, Func<TPage, TPage>? Fill, bool IsLast)
    where TPage : FormPage;
