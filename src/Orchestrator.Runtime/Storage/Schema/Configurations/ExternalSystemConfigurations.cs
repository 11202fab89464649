using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class ExternalSystemConfiguration : IEntityTypeConfiguration<ExternalSystemEntity>
{
    public void Configure(EntityTypeBuilder<ExternalSystemEntity> builder) =>
        builder.ToTable("external_systems").HasKey(static system => system.Name);
}

internal sealed class ExternalSystemHostConfiguration : IEntityTypeConfiguration<ExternalSystemHostEntity>
{
    public void Configure(EntityTypeBuilder<ExternalSystemHostEntity> builder)
    {
        builder.ToTable("external_system_hosts").HasKey(static demand => new { demand.SystemName, demand.Host });
        builder.Property(static demand => demand.Host).HasMaxLength(Limits.MaxNameLength);
    }
}
