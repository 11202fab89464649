namespace Orchestrator;

/// <summary>
/// Marks a class as an external resource. The build emits the comparison of its state, member by member, and its registration, so the class
/// is partial and derives from <see cref="ExternalResource{TModel, TState}"/> or
/// <see cref="ExternalResource{TModel, TView, TState}"/>.
/// </summary>
/// <param name="name">The name shown to operators, for example <c>L2VPN in NRM</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExternalResourceAttribute(string name) : Attribute
{
    /// <summary>The name shown to operators.</summary>
    public string Name { get; } = name;

    /// <summary>The external system that contains the object, for example <c>nrm</c>. Default: none.</summary>
    public string? System { get; set; }

    /// <summary>
    /// False for a system that cannot be read: the object is always written, and drift cannot be detected. Default: true.
    /// </summary>
    public bool Readable { get; set; } = true;

    /// <summary>
    /// The time within which the system has the written state, as a <see cref="TimeSpan"/> such as <c>00:01:00</c>. A step whose object
    /// still differs after its write waits and reads again until then. Default: the system has the written state immediately.
    /// </summary>
    public string? SettlesWithin { get; set; }

    /// <summary>
    /// The identity in stored processes. Default: the name of the class. Set it to the old name when the class is renamed.
    /// </summary>
    public string? Id { get; set; }
}
