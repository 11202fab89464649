using System.Net;
using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

public sealed class CircuitBlock : ProductBlock
{
    public List<EndpointBlock> Endpoints { get; set; } = [];

    public EndpointBlock? Backup { get; set; }

    public List<PortBlock> Spares { get; set; } = [];

    public int? Speed { get; set; }

    public bool Policed { get; set; }

    public int? NrmId { get; set; }

    public string? Remark { get; set; }

    public long? Counter { get; set; }

    public decimal? Price { get; set; }

    public double? Loss { get; set; }

    public Guid? Reference { get; set; }

    public DateOnly? Since { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    public IPAddress? Gateway { get; set; }

    public CircuitKind? Kind { get; set; }

    public List<int> Tags { get; set; } = [];

    protected internal override string BlockName => "Circuit";

    protected internal override void Map(ModelMapper mapper)
    {
        Endpoints = mapper.Blocks("endpoints", Endpoints, static () => new EndpointBlock(), 2, 8);
        Backup = mapper.OptionalBlock("backup", Backup, static () => new EndpointBlock());
        Spares = mapper.Blocks("spares", Spares, static () => new PortBlock());
        Speed = mapper.OptionalValue("speed", Speed, ValueCodecs.Int32, SubscriptionLifecycle.Provisioning);
        Policed = mapper.Value("policed", Policed, ValueCodecs.Boolean);
        NrmId = mapper.OptionalValue("nrm_id", NrmId, ValueCodecs.Int32, SubscriptionLifecycle.Active);
        Remark = mapper.OptionalReference("remark", Remark, ValueCodecs.Text);
        Counter = mapper.OptionalValue("counter", Counter, ValueCodecs.Int64);
        Price = mapper.OptionalValue("price", Price, ValueCodecs.Decimal);
        Loss = mapper.OptionalValue("loss", Loss, ValueCodecs.Double);
        Reference = mapper.OptionalValue("reference", Reference, ValueCodecs.Guid);
        Since = mapper.OptionalValue("since", Since, ValueCodecs.Date);
        CheckedAt = mapper.OptionalValue("checked_at", CheckedAt, ValueCodecs.DateTime);
        Gateway = mapper.OptionalReference("gateway", Gateway, ValueCodecs.Address);
        Kind = mapper.OptionalValue("kind", Kind, ValueCodecs.Enumeration<CircuitKind>());
        Tags = mapper.Values("tags", Tags, ValueCodecs.Int32);
    }
}
