namespace Orchestrator.ExternalResources;

/// <summary>
/// Says which single values are equal, where the type's own Equals leaves out what an external system would hold. It does not depend on the
/// host: not on its time zone either.
/// </summary>
internal static class ValueComparer
{
    /// <summary>The comparer of a type.</summary>
    internal static IEqualityComparer<T> Of<T>() =>
        typeof(T) == typeof(DateTime) ? (IEqualityComparer<T>)(object)new ComparerOfInstants()
        : typeof(T) == typeof(DateTime?) ? (IEqualityComparer<T>)(object)new ComparerOfOptionalInstants()
        : typeof(T) == typeof(Uri) ? (IEqualityComparer<T>)(object)new ComparerOfAddresses()
        : EqualityComparer<T>.Default;

    /// <summary>The instant of a time. One that does not say its zone is taken as UTC, on every host.</summary>
    internal static long InstantOf(DateTime time) => (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks;

    /// <summary>An address with everything that is in it, also its fragment and its user.</summary>
    internal static string TextOf(Uri address) => address.IsAbsoluteUri ? address.AbsoluteUri : address.OriginalString;

    private sealed class ComparerOfInstants : IEqualityComparer<DateTime>
    {
        public bool Equals(DateTime x, DateTime y) => InstantOf(x) == InstantOf(y);

        public int GetHashCode(DateTime obj) => InstantOf(obj).GetHashCode();
    }

    private sealed class ComparerOfOptionalInstants : IEqualityComparer<DateTime?>
    {
        public bool Equals(DateTime? x, DateTime? y) =>
            x is { } one && y is { } other ? InstantOf(one) == InstantOf(other) : x is null && y is null;

        public int GetHashCode(DateTime? obj) => obj is { } time ? InstantOf(time).GetHashCode() : 0;
    }

    private sealed class ComparerOfAddresses : IEqualityComparer<Uri>
    {
        public bool Equals(Uri? x, Uri? y) =>
            x is null || y is null ? x is null && y is null : x.IsAbsoluteUri == y.IsAbsoluteUri && TextOf(x) == TextOf(y);

        public int GetHashCode(Uri obj) => TextOf(obj).GetHashCode(StringComparison.Ordinal);
    }
}
