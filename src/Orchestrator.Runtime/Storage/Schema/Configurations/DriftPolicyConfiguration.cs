using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class DriftPolicyConfiguration : IEntityTypeConfiguration<DriftPolicyEntity>
{
    public void Configure(EntityTypeBuilder<DriftPolicyEntity> builder)
    {
        builder.ToTable("drift_policies").HasKey(static policy => policy.ProductId);
        builder.Property(static policy => policy.CheckCron).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static policy => policy.Heal).HasMaxLength(20);
        builder.Property(static policy => policy.ChangedBy).HasMaxLength(Limits.MaxNameLength);
        builder
            .HasOne<ProductEntity>()
            .WithOne()
            .HasForeignKey<DriftPolicyEntity>(static policy => policy.ProductId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
