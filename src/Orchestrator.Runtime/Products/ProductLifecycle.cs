using System.Text.Json.Serialization;

namespace Orchestrator.Products;

/// <summary>Where a product is in its life. It is written with spaces: <c>pre production</c>.</summary>
public enum ProductLifecycle
{
    /// <summary>It is offered.</summary>
    Active,

    /// <summary>It is not offered yet.</summary>
    [JsonStringEnumMemberName("pre production")]
    PreProduction,

    /// <summary>It is no longer offered; its subscriptions stay.</summary>
    [JsonStringEnumMemberName("phase out")]
    PhaseOut,

    /// <summary>It has ended: all its subscriptions are terminated.</summary>
    [JsonStringEnumMemberName("end of life")]
    EndOfLife,
}
