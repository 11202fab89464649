namespace Orchestrator;

/// <summary>A page as a form asks it.</summary>
/// <typeparam name="TPage">The page.</typeparam>
/// <param name="Page">The page with all its values; null where <paramref name="Fill"/> makes it of an empty one.</param>
/// <param name="Fill">Fills an empty page; null where it stays empty, or where there is <paramref name="Page"/>.</param>
/// <param name="IsLast">True when no page comes after it.</param>
public sealed record FormQuestion<TPage>(TPage? Page, Func<TPage, TPage>? Fill, bool IsLast)
    where TPage : FormPage;
